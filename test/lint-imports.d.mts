export interface Import {
  target: string;
  lazy: boolean;
  typeOnly: boolean;
  line: number;
}
export function importsOf(path: string, source: string): Import[];
export function checkImports(root: string): string[];
