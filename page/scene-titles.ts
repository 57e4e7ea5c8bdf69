/**
 * Names of the sample pictures, and what is there for those who do not see it: here without the code that draws them.
 */
export const sceneTitles: readonly { name: string; description: string }[] = [
  {
    name: 'Boats',
    description: 'A red sailing boat far left, its twin far right, a white one between them, under a low sun',
  },
  { name: 'Face', description: 'A face with a hat and round glasses' },
  { name: 'Windows', description: 'The front of a house at night, windows in rows, some of them lit' },
  { name: 'Fruit', description: 'Apples and pears in rows on a table' },
  { name: 'Stripes', description: 'Slanted stripes with a disc of other stripes in the middle' },
  { name: 'Birds', description: 'Birds on two wires before hills' },
];
