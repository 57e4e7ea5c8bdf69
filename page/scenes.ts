/**
 * Sample pictures, drawn by the page itself. Each has something for attention to find: the same thing twice, a pattern,
 * a face.
 */
import type { Pixels } from '../engine/files/pixels.ts';
import { Painter } from './painter.ts';
import { sceneTitles } from './scene-titles.ts';

export interface Scene {
  name: string;
  /** What is there, for those who do not see it. */
  description: string;
  draw: () => Pixels;
}

const width = 400;
const height = 300;

const drawings = [boats, face, windows, fruit, stripes, birds];

export const scenes: readonly Scene[] = sceneTitles.map((title, i) => ({ ...title, draw: drawings[i] }));

function boats(): Pixels {
  const p = new Painter(width, height)
    .gradient(0, 170, '#8fc3e8', '#fbe3c0')
    .disc(250, 150, 26, '#fff1c9')
    .disc(250, 150, 40, '#fff1c9', 0.3);
  p.gradient(170, height, '#3f7fa6', '#174a6b');
  for (let i = 0; i < 26; i++) {
    const y = 178 + i * 4.7;
    const x = (i * 137) % width;
    p.stroke(
      [
        [x, y],
        [x + 18 + i, y],
      ],
      1.2 + i * 0.06,
      '#cfe6f2',
      0.5,
    );
    if (i < 12)
      p.stroke(
        [
          [250 - 22 + i, y],
          [250 + 22 - i, y],
        ],
        2,
        '#ffe9b8',
        0.5,
      );
  }
  const boat = (x: number, y: number, size: number, sail: string, hull: string) => {
    p.polygon(
      [
        [x - 2 * size, y - 6 * size],
        [x - 2 * size, y - 56 * size],
        [x - 30 * size, y - 6 * size],
      ],
      sail,
    );
    p.polygon(
      [
        [x + 2 * size, y - 6 * size],
        [x + 2 * size, y - 64 * size],
        [x + 26 * size, y - 6 * size],
      ],
      '#f7f3ea',
    );
    p.stroke(
      [
        [x, y],
        [x, y - 66 * size],
      ],
      2.4 * size,
      '#4a3526',
    );
    p.polygon(
      [
        [x - 36 * size, y - 4 * size],
        [x + 34 * size, y - 4 * size],
        [x + 24 * size, y + 11 * size],
        [x - 26 * size, y + 11 * size],
      ],
      hull,
    );
    p.oval(x, y + 16 * size, 28 * size, 3 * size, '#0d3550', 0.5);
  };
  boat(62, 222, 1.1, '#d8392b', '#6b2f1d');
  boat(200, 196, 0.7, '#eef1f0', '#31475c');
  boat(338, 222, 1.1, '#d8392b', '#6b2f1d');
  return p.grain(4).pixels;
}

function face(): Pixels {
  const p = new Painter(width, height).gradient(0, height, '#3f8f83', '#22594f');
  p.polygon(
    [
      [96, 300],
      [128, 246],
      [272, 246],
      [304, 300],
    ],
    '#e0a526',
  ).box(178, 214, 44, 46, '#c98d68', 12);
  p.oval(200, 150, 68, 84, '#e3ad86').oval(132, 156, 11, 18, '#d69d76').oval(268, 156, 11, 18, '#d69d76');
  p.oval(200, 88, 76, 40, '#3b2a24')
    .box(124, 84, 152, 14, '#3b2a24')
    .oval(200, 82, 104, 13, '#1f2a44')
    .box(140, 24, 120, 58, '#27345a', 14)
    .box(140, 66, 120, 12, '#d94f3d');
  for (const x of [170, 230]) {
    p.disc(x, 140, 25, '#20242c')
      .disc(x, 140, 21, '#f4efe4')
      .disc(x, 141, 10, '#45705c')
      .disc(x, 141, 5, '#15171b')
      .disc(x + 3, 137, 2, '#ffffff');
    p.stroke(
      [
        [x - 18, 108],
        [x, 103],
        [x + 18, 108],
      ],
      5,
      '#3b2a24',
    );
  }
  p.stroke(
    [
      [195, 138],
      [205, 138],
    ],
    4,
    '#20242c',
  )
    .stroke(
      [
        [145, 137],
        [134, 134],
      ],
      4,
      '#20242c',
    )
    .stroke(
      [
        [255, 137],
        [266, 134],
      ],
      4,
      '#20242c',
    );
  p.stroke(
    [
      [201, 150],
      [194, 178],
      [206, 180],
    ],
    4,
    '#b77a55',
  ).stroke(
    [
      [172, 198],
      [186, 206],
      [200, 208],
      [214, 206],
      [228, 198],
    ],
    6,
    '#a33f3a',
  );
  return p.oval(158, 180, 13, 9, '#d8806a', 0.45).oval(242, 180, 13, 9, '#d8806a', 0.45).grain(5).pixels;
}

function windows(): Pixels {
  const p = new Painter(width, height)
    .gradient(0, 300, '#1c2b4d', '#40507a')
    .disc(352, 44, 19, '#f3ecd2')
    .disc(344, 39, 17, '#22325a');
  for (let i = 0; i < 30; i++) p.disc((i * 97 + 13) % width, (i * 53 + 7) % 90, 0.8 + (i % 3) * 0.3, '#e6ecff', 0.8);
  p.box(40, 62, 300, 238, '#7d4a3c').box(32, 52, 316, 14, '#5a342a');
  for (let y = 72; y < 300; y += 9)
    p.stroke(
      [
        [41, y],
        [339, y],
      ],
      1,
      '#69392d',
      0.7,
    );
  const lit = new Set([1, 7, 9, 14]);
  for (let i = 0; i < 15; i++) {
    const x = 62 + (i % 5) * 54;
    const y = 82 + Math.floor(i / 5) * 66;
    if (i === 12) continue;
    p.box(x - 3, y - 3, 42, 52, '#d9cdb8').box(x, y, 36, 46, lit.has(i) ? '#ffcf6b' : '#24304a');
    p.box(x + 16.5, y, 3, 46, '#d9cdb8')
      .box(x, y + 20, 36, 3, '#d9cdb8')
      .box(x - 6, y + 48, 48, 5, '#efe5d2');
  }
  p.box(164, 204, 52, 96, '#d9cdb8')
    .box(169, 209, 42, 91, '#2f5d4c')
    .disc(203, 256, 3, '#f0c75e')
    .box(0, 288, width, 12, '#2b2f3d');
  return p.grain(4).pixels;
}

function fruit(): Pixels {
  const p = new Painter(width, height).gradient(0, 62, '#e9dfc9', '#e2d3b5').gradient(62, height, '#a8794c', '#7c5432');
  for (let i = 0; i < 7; i++)
    p.stroke(
      [
        [0, 84 + i * 34],
        [130, 80 + i * 34],
        [270, 87 + i * 34],
        [400, 82 + i * 34],
      ],
      1.5,
      '#6b4526',
      0.5,
    );
  const leaf = (x: number, y: number) =>
    p
      .stroke(
        [
          [x, y],
          [x + 2, y - 11],
        ],
        3,
        '#4c341f',
      )
      .oval(x + 11, y - 10, 9, 4, '#4f8a3a');
  const apple = (x: number, y: number, color: string) => {
    p.oval(x, y + 28, 30, 6, '#3f2612', 0.45)
      .disc(x - 9, y, 23, color)
      .disc(x + 9, y, 23, color)
      .oval(x, y + 8, 27, 19, color)
      .oval(x - 14, y - 8, 6, 8, '#ffffff', 0.35);
    leaf(x, y - 17);
  };
  const pear = (x: number, y: number) => {
    p.oval(x, y + 28, 28, 6, '#3f2612', 0.45)
      .disc(x, y + 6, 24, '#c4c646')
      .oval(x, y - 14, 14, 20, '#c4c646')
      .oval(x - 9, y, 5, 9, '#ffffff', 0.3);
    leaf(x, y - 32);
  };
  [60, 200, 340].forEach((x) => apple(x, 122, '#c8322e'));
  [130, 270].forEach((x) => pear(x, 122));
  [130, 340].forEach((x) => pear(x, 222));
  apple(60, 222, '#c8322e');
  apple(200, 222, '#6aa53c');
  apple(270, 222, '#c8322e');
  return p.grain(5).pixels;
}

function stripes(): Pixels {
  const p = new Painter(width, height)
    .gradient(0, height, '#f3ead8', '#efe2c8')
    .hatch(28, 14, '#1f3a5f')
    .disc(200, 150, 88, '#f3ead8');
  for (let i = -4; i <= 4; i++) {
    const reach = Math.sqrt(84 ** 2 - (i * 20) ** 2);
    p.stroke(
      [
        [200 - reach + 5, 150 + i * 20],
        [200 + reach - 5, 150 + i * 20],
      ],
      10,
      i === 0 ? '#d9472b' : '#1f3a5f',
    );
  }
  return p.grain(4).pixels;
}

function birds(): Pixels {
  const p = new Painter(width, height)
    .gradient(0, height, '#f6c79a', '#fdf3de')
    .oval(80, 300, 220, 90, '#7d8f9c')
    .oval(330, 310, 210, 110, '#5c7180')
    .oval(190, 330, 260, 90, '#3d5462');
  p.box(44, 20, 9, 280, '#3a2c25').box(16, 58, 66, 7, '#3a2c25').box(16, 118, 66, 7, '#3a2c25');
  const wire = (y: number, x: number) => y + 14 * (1 - ((x - 220) / 180) ** 2);
  for (const y of [60, 120])
    p.stroke(
      Array.from({ length: 20 }, (_, i) => [48 + i * 19, wire(y, 48 + i * 19)] as const),
      2,
      '#2c2320',
    );
  const bird = (x: number, y: number, turn: 1 | -1, color: string) => {
    const foot = wire(y, x);
    p.polygon(
      [
        [x - turn * 12, foot - 10],
        [x - turn * 28, foot + 8],
        [x - turn * 20, foot + 9],
        [x - turn * 4, foot - 5],
      ],
      color,
    );
    p.oval(x, foot - 14, 14, 12, color)
      .disc(x + turn * 10, foot - 25, 8.5, color)
      .polygon(
        [
          [x + turn * 17, foot - 28],
          [x + turn * 27, foot - 24],
          [x + turn * 17, foot - 22],
        ],
        '#e39b2d',
      );
    p.disc(x + turn * 12, foot - 27, 1.8, '#ffffff')
      .stroke(
        [
          [x - 3, foot - 4],
          [x - 3, foot],
        ],
        1.5,
        '#2c2320',
      )
      .stroke(
        [
          [x + 3, foot - 4],
          [x + 3, foot],
        ],
        1.5,
        '#2c2320',
      );
  };
  bird(112, 60, 1, '#20344c');
  bird(166, 60, 1, '#20344c');
  bird(330, 60, -1, '#b3402f');
  bird(140, 120, -1, '#20344c');
  bird(252, 120, 1, '#20344c');
  bird(306, 120, -1, '#20344c');
  return p.grain(4).pixels;
}
