/** Programs that developers start, beside those that serve. */
import type { Candidate } from './candidate.js';

/** Entry files in such places are for developers unless a deployment starts them. */
export const TOOL_PLACE =
  /(?:^|\/)(?:scripts?|tools?|tooling|bench(?:mark)?s?|examples?|samples?|test|tests|__tests__|e2e|cypress|playwright|fixtures?|mocks?|seeds?|seeders?|migrations?|prisma|cli|hack|codegen|generators?|docs?|\.\w[\w-]*)\/|(?:^|[/.-])(?:seed|migrate|migration|cli|bench|codegen|setup|mock|gulpfile|gruntfile|knexfile|(?:jest|vite|vitest|webpack|rollup|eslint|tailwind|postcss|babel)\.config)[\w.-]*\.[cm]?[jt]sx?$/i;

/** `src/server-dev.ts` starts what `src/server.ts` does. */
const DEVELOPMENT = /[._-]dev(?:elopment)?\.[cm]?[jt]sx?$/;

/** Without the programs by which developers start what another one is, unless they are all there is or are deployed. */
export function withoutVariants(programs: readonly Candidate[]): Candidate[] {
  const lasting = programs.filter(
    ({ entrypoints, launches }) =>
      !entrypoints.every((file) => DEVELOPMENT.test(file)) ||
      launches.some(({ origin }) => origin === 'workload'),
  );
  return lasting.length > 0 ? lasting : [...programs];
}
