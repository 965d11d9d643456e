/** `recommended` is part of `strict`, which is part of `all`. */
export type Preset = 'recommended' | 'strict' | 'all';
