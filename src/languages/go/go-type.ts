/** What the inference knows of a type; null when nothing. */
export type GoType =
  | null
  /** A named type, of the program or of a library; the name is `?` when only its package is known. */
  | { kind: 'named'; path: string; name: string }
  | { kind: 'list'; of: GoType; isChannel?: true }
  | { kind: 'func'; results: GoType[] }
  | { kind: 'struct'; fields: Map<string, GoType> };
