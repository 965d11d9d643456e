/** What is certain of the type of a Go expression; null when nothing is. */
import type { GoSource } from '../rewrite/go-source.js';
import type { FuncType, InterfaceType, StructType } from '../syntax/ast.js';

export type StaticType =
  | null
  /** `path` is `''` for predeclared types. */
  | { kind: 'named'; path: string; name: string }
  | { kind: 'pointer'; to: StaticType }
  /** A slice, array, map or channel, by its elements. */
  | { kind: 'list'; of: StaticType }
  | { kind: 'func'; type: FuncType; source: GoSource }
  /** A struct or interface written in place. */
  | { kind: 'literal'; type: StructType | InterfaceType; source: GoSource }
  /** Several results of a call. */
  | { kind: 'tuple'; of: StaticType[] }
  /** An identifier that stands for an import. */
  | { kind: 'package'; path: string }
  /** An expression that is a type itself. */
  | { kind: 'type'; of: StaticType }
  /** A function of a library, or a method of one of its types. */
  | { kind: 'library'; path: string; receiver: string; name: string };

/** The type without its pointers. */
export function pointee(type: StaticType): StaticType {
  let bare = type;
  while (bare?.kind === 'pointer') bare = bare.to;
  return bare;
}

/** @param name `path.Name` */
export function namedType(name: string): StaticType {
  const dot = name.lastIndexOf('.');
  return { kind: 'named', path: name.slice(0, Math.max(dot, 0)), name: name.slice(dot + 1) };
}
