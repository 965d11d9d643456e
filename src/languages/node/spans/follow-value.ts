/** What an import stands for in the file that it leads to. */
import type { Value } from '../facts/facts.js';
import type { SpanScene } from './span-scene.js';

const MOST_FILES = 4;

/** The value in the file where it arises; what comes from a library, or cannot be followed, stays as it is. */
export function followValue(value: Value, from: string, scene: SpanScene, depth = MOST_FILES): Value {
  if (value.is !== 'module' || depth === 0) return value;
  const resolution = scene.repository.resolver.resolve(value.module, from);
  const other = resolution !== null && 'file' in resolution ? scene.open(resolution.file) : null;
  if (other === null) return value;
  const [exported, ...rest] = value.path;
  const { exports } = other.collected;
  const named = exports.find(({ name }) => name === exported);
  const whole = exports.find(({ name }) => name === '=');
  const found = named ?? whole;
  if (found === undefined) return value;
  const path = named === undefined ? value.path : rest;
  const own = path.reduce(other.evaluator.step, other.evaluator.evaluate(found.node, found.scope));
  return own.is === 'unknown' ? value : followValue(own, other.path, scene, depth - 1);
}
