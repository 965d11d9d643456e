import type { ApplyReport, VerificationStep } from '../../model/apply-report.js';
import { count } from '../shared/count.js';
import { printable } from '../shared/printable.js';
import type { Palette } from '../text/palette.js';

/** What the compiler says. */
export function verificationLines({ verification, changes, files }: ApplyReport, style: Palette): string[] {
  const { ran, baselineErrors, steps, unchecked } = verification;
  if (!ran) {
    const left = changes.length > 0 && files.length > 0;
    return left ? [style.open('Not verified: nothing was built.')] : [];
  }
  const before =
    baselineErrors > 0
      ? [style.dim(`  ${count(baselineErrors, 'error')} were there before, and are not counted`)]
      : [];
  return [
    style.title('Verified against the untouched tree'),
    ...steps.flatMap(({ command, ok, output, packages, programs }) => [
      `  ${ok ? style.good('ok') : style.bad('new errors')}  ${printable(command)}${style.dim(reach(packages, programs))}`,
      ...output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `      ${printable(line)}`),
    ]),
    ...unchecked.map((text) => `  ${style.open('not checked')}  ${printable(text)}`),
    ...before,
  ];
}

/** Only what the changes can affect is looked at. */
function reach(packages: VerificationStep['packages'], programs: VerificationStep['programs']): string {
  if (!packages) return '';
  const linked = programs?.of ? `, ${programs.linked} of ${count(programs.of, 'program')} linked` : '';
  return `  ${packages.checked} of ${count(packages.of, 'package')} affected${linked}`;
}
