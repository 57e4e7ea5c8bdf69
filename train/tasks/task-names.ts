/** What can be trained, by name. */
export const taskNames = ['patch', 'segment', 'colour', 'cifar10', 'stl10', 'classify'] as const;

export type TaskName = (typeof taskNames)[number];
