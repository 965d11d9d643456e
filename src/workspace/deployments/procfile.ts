import { directoryOf } from '../../model/relative-path.js';
import { type BuiltWorkload, emptyWorkload } from './built-workload.js';
import { commandWords } from './shell-words.js';

export function isProcfilePath(path: string): boolean {
  return /(^|\/)Procfile(\.[\w-]+)?$/.test(path);
}

/** `web: node server.js` lines. */
export function readProcfile(path: string, text: string): BuiltWorkload[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line);
    if (!match) return [];
    const [, name = null, command = ''] = match;
    return {
      ...emptyWorkload('procfile', path, directoryOf(path)),
      line: index + 1,
      name,
      command: commandWords(command),
    };
  });
}
