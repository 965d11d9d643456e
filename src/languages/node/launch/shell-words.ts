/** Splits shell command lines, as package.json scripts hold them, into commands of words. */
import { type ParseEntry, parse } from 'shell-quote';

/** The commands of a line, which `&&`, `||`, `;`, `|` and `&` part. Variables keep their `$NAME`. */
export function splitCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const token of tokensOf(line)) {
    if (typeof token === 'string') commands.at(-1)!.push(token);
    else if ('comment' in token) break;
    else if (token.op === 'glob') commands.at(-1)!.push(token.pattern);
    else if (/^(?:&&|\|\|?|;|&)$/.test(token.op)) commands.push([]);
  }
  return commands.filter((words) => words.length > 0);
}

/** What the shell does to a value (`${HOST//:/-}`) says nothing of what is started, and the parser refuses it. */
function tokensOf(line: string): ParseEntry[] {
  const plain = line.replace(/\$\{(\w+)[^}]*\}/g, '$$$1').replace(/\$\{/g, '$');
  return parse(plain, (name) => `$${name}`);
}

/** The same for words that are split already, as deployment files give them. */
export function splitWordList(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (/^(?:&&|\|\|?|;|&)$/.test(word)) commands.push([]);
    else if (word.endsWith(';') && word.length > 1) {
      commands.at(-1)!.push(word.slice(0, -1));
      commands.push([]);
    } else commands.at(-1)!.push(word);
  }
  return commands.filter((command) => command.length > 0);
}
