import { Chalk } from 'chalk';

type Style = (text: string) => string;

/** The few looks of the text reports. */
export interface Palette {
  title: Style;
  dim: Style;
  good: Style;
  open: Style;
  bad: Style;
  command: Style;
  layer: Record<1 | 2 | 3, Style>;
}

/** Styles that colour, or leave everything as it is. */
export function palette(color: boolean): Palette {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    title: chalk.bold,
    dim: chalk.dim,
    good: chalk.green,
    open: chalk.yellow,
    bad: chalk.red,
    command: chalk.cyan,
    layer: { 1: chalk.blue, 2: chalk.cyan, 3: chalk.green },
  };
}
