import type { ToolRun } from './run-tool.js';

const MARK = /^(?:npm (?:error|ERR!)|\s*\[?ERR_PNPM_\w+\]?|\s*ERROR\b|error|➤ YN\d+:.*?Error:)\s*/;
const NOISE = /complete log|debug-0\.log|^A complete/;

/**
 * What a package manager says is wrong, on one line: from its first line of an error on. pnpm writes those where others
 * write what they do, and warnings of npm, which fetched it, come first.
 */
export function toolProblem({ stdout, stderr }: Pick<ToolRun, 'stdout' | 'stderr'>): string {
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line));
  const first = lines.findIndex((line) => MARK.test(line));
  const told = first < 0 ? lines.filter((line) => !/^npm (?:warn|WARN)/.test(line)) : lines.slice(first);
  const texts = told.map((line) => line.replace(MARK, '').trim()).filter((line) => line !== '');
  return texts.slice(0, 3).join(' ').slice(0, 300);
}
