import type { Command, CommanderError } from 'commander';
import { InstrumentError } from '../errors/instrument-error.js';
import { listNames, nearest } from '../errors/nearest.js';

const PLANNED = ['trace'];

/** What a command line that commander refused means for the user. */
export function usageError(error: CommanderError, program: Command): InstrumentError {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const active = activeCommand(program);
  const command = active === program ? program.name() : `${program.name()} ${active.name()}`;
  const details = { cause: error };
  switch (error.code) {
    case 'commander.unknownOption': {
      const flag = name.replace(/=.*/s, '');
      const valid = [...active.options, ...program.options, ...helpOptions].flatMap(
        (option) => option.long ?? [],
      );
      return InstrumentError.of(
        'unknown-flag',
        { name: flag, command },
        { ...details, nearest: nearest(flag, valid) },
      );
    }
    case 'commander.optionMissingArgument':
      return InstrumentError.of(
        'missing-value',
        { name: name.split(/[ ,]+/).find((part) => part.startsWith('--')) ?? name, command },
        details,
      );
    case 'commander.unknownCommand':
    case 'commander.help':
      return unknownCommand(error.code === 'commander.help' ? '' : name, program, details);
    default: {
      const message = error.message.replace(/^error: /, '').replace(/\.$/, '');
      return InstrumentError.of('unexpected-argument', { message, command }, details);
    }
  }
}

const helpOptions = [{ long: '--help' }];

function unknownCommand(name: string, program: Command, details: { cause: unknown }): InstrumentError {
  const names = program.commands.map((command) => command.name());
  const valid = listNames(names);
  if (PLANNED.includes(name)) return InstrumentError.of('command-not-available', { name, valid }, details);
  if (name === '') return InstrumentError.of('missing-command', { valid }, details);
  return InstrumentError.of(
    'unknown-command',
    { name, valid },
    { ...details, nearest: nearest(name, names) },
  );
}

/** The command whose flags were read: the first word of the command line that names one. */
function activeCommand(program: Command): Command {
  const words = program.args.length > 0 ? program.args : [];
  return program.commands.find((command) => command.name() === words[0]) ?? program;
}
