import { type Dependency, dependenciesMatching } from './manifest.js';

interface Section {
  name: string;
  text: string;
  /** Lines of the file above the text. */
  linesAbove: number;
}

/** The `[section]`s of a TOML file by their headers: enough for dependency tables, and tolerant of what is broken. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ name: '', text: '', linesAbove: 0 }];
  text.split(/\r?\n/).forEach((line, index) => {
    const header = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$/.exec(line)?.[1];
    if (header !== undefined)
      sections.push({ name: header.replace(/["']/g, ''), text: '', linesAbove: index + 1 });
    else sections.at(-1)!.text += `${line}\n`;
  });
  return sections;
}

/** The keys of all tables with such a name, and the last part of `[dependencies.name]` headers. */
export function keysOfTables(text: string, table: RegExp): Dependency[] {
  return sectionsOf(text).flatMap((section) => {
    if (table.test(section.name)) {
      return moved(
        dependenciesMatching(section.text, /^\s*["']?([\w.-]+?)["']?(?:\.workspace)?\s*=/gm),
        section,
      );
    }
    const dot = section.name.lastIndexOf('.');
    if (dot > 0 && table.test(section.name.slice(0, dot))) {
      return [{ name: section.name.slice(dot + 1), line: section.linesAbove }];
    }
    return [];
  });
}

/** The requirement strings (`"flask>=3"`) in the arrays of the tables with such a name, by key. */
export function requirementsIn(text: string, table: RegExp, key: RegExp): Dependency[] {
  return sectionsOf(text).flatMap((section) => {
    if (!table.test(section.name)) return [];
    const kept = section.text.replace(
      /^([\w-]+)\s*=\s*(?:\[(?:[^\]"']|"[^"]*"|'[^']*')*\]|.*)/gm,
      (entry, name: string) => (key.test(name) ? entry : entry.replace(/[^\n]/g, ' ')),
    );
    return moved(dependenciesMatching(kept, /["']([A-Za-z][\w.-]*)[^"'\n]*["']/g), section);
  });
}

function moved(dependencies: Dependency[], section: Section): Dependency[] {
  return dependencies.map(({ name, line }) => ({ name, line: line + section.linesAbove }));
}
