/**
 * `<saccade-attention view="img=scene-2&module=sagan&q=14,18">`: the stage of the Attention tab inside another page.
 * How to use it: docs/embed.md.
 */

/** The page that this file is served beside. */
const home = new URL('./index.html', import.meta.url);

class SaccadeAttention extends HTMLElement {
  static readonly observedAttributes = ['view', 'label'];
  private readonly frame = document.createElement('iframe');

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.frame.style.cssText = 'display:block;width:100%;height:100%;border:0';
    if (!this.style.display) this.style.display = 'block';
    if (!this.style.height) this.style.height = '480px';
    root.replaceChildren(this.frame);
    this.show();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.show();
  }

  /** What is seen now: the frame's own address, with what the visitor changed. Null where it is of another origin. */
  get view(): string | null {
    try {
      return this.frame.contentWindow?.location.hash.replace(/^#attention\?/, '') ?? null;
    } catch {
      return null;
    }
  }

  private show(): void {
    const words = (this.getAttribute('view') ?? '').replace(/^.*[?#]/, '').replace(/&?bare=yes/, '');
    this.frame.title = this.getAttribute('label') ?? 'Where attention looks';
    const address = new URL(home);
    address.hash = `attention?${words}${words && '&'}bare=yes`;
    this.frame.src = address.href;
  }
}

customElements.define('saccade-attention', SaccadeAttention);
