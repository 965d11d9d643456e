import type { ApplyReport, ReportedChange } from '../model/apply-report.js';

/** Someone at a terminal. */
export interface Person {
  /** Prints a question and waits for the answer; empty at the end of input. */
  ask(question: string): Promise<string>;
  /** Shows rows to tick; gives the positions of those that are. Absent: the terminal cannot do that. */
  pick?(rows: readonly string[]): Promise<ReadonlySet<number>>;
}

/** Asks which of the planned changes to make: all, by service, or one by one. @returns their ids */
export async function confirmChanges(report: ApplyReport, person: Person): Promise<ReadonlySet<string>> {
  const planned = report.changes.filter((change) => change.status === 'planned');
  const answer = await choose(
    person,
    `Make ${planned.length === 1 ? 'this change' : `these ${planned.length} changes`}? [y]es, by [s]ervice, [c]hoose, [N]o: `,
    ['y', 's', 'c', 'n'],
  );
  if (answer === 'y') return idsOf(planned);
  if (answer === 's') return byService(planned, person);
  if (answer === 'c') return person.pick ? ticked(planned, person.pick) : oneByOne(planned, person);
  return new Set();
}

async function byService(planned: readonly ReportedChange[], person: Person): Promise<ReadonlySet<string>> {
  const groups = new Map<string, ReportedChange[]>();
  for (const change of planned) groups.set(change.service, [...(groups.get(change.service) ?? []), change]);
  const chosen: ReportedChange[] = [];
  for (const [service, own] of groups) {
    const question = `${service}: ${own.map((change) => change.title).join('; ')}? [y/N]: `;
    if ((await choose(person, question, ['y', 'n'])) === 'y') chosen.push(...own);
  }
  return idsOf(chosen);
}

async function ticked(
  planned: readonly ReportedChange[],
  pick: NonNullable<Person['pick']>,
): Promise<ReadonlySet<string>> {
  const chosen = await pick(
    planned.map(({ service, title, files }) => `${service}: ${title} (${files.join(', ')})`),
  );
  return idsOf(planned.filter((_, index) => chosen.has(index)));
}

/** Whether the choice is to be written down as well. */
export async function confirmSaving(count: number, person: Person): Promise<boolean> {
  const what = count === 1 ? 'this function' : `these ${count} functions`;
  const question = `Write ${what} to \`operations\` of instrument.yaml too? [y/N]: `;
  return (await choose(person, question, ['y', 'n'])) === 'y';
}

async function oneByOne(planned: readonly ReportedChange[], person: Person): Promise<ReadonlySet<string>> {
  const chosen: ReportedChange[] = [];
  for (const change of planned) {
    const question = `${change.service}: ${change.title} (${change.files.join(', ')})? [y/N]: `;
    if ((await choose(person, question, ['y', 'n'])) === 'y') chosen.push(change);
  }
  return idsOf(chosen);
}

/** The first letter of an answer that is one of the letters; the last letter for none. */
async function choose(person: Person, question: string, letters: readonly string[]): Promise<string> {
  for (;;) {
    const letter = (await person.ask(question)).trim().toLowerCase()[0] ?? letters.at(-1)!;
    if (letters.includes(letter)) return letter;
  }
}

function idsOf(changes: readonly ReportedChange[]): ReadonlySet<string> {
  return new Set(changes.map((change) => change.id));
}
