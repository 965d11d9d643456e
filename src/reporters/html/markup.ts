import { printable } from '../shared/printable.js';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that is safe to put into a page as it is. */
export interface Markup {
  readonly html: string;
}

/** Builds markup: every value is escaped unless it is markup itself; lists are joined. */
export function html(
  strings: TemplateStringsArray,
  ...values: (Markup | string | number | readonly Markup[])[]
): Markup {
  const parts = strings.map((text, index) => text + (index < values.length ? render(values[index]!) : ''));
  return { html: parts.join('') };
}

function render(value: Markup | string | number | readonly Markup[]): string {
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
