/** What is said of the calls that get no context. */
import type { Skip } from '#src/model/change.js';
import type { CallPath } from './callers.js';
import type { LeftCall, ThreadedFunction } from './thread-function.js';

type Told = Pick<Skip, 'code' | 'message' | 'help'>;

const OUTLIVES = 'Its context may be cancelled before that runs.';
const DETACH =
  'Pass `context.WithoutCancel(ctx)` where the work must go on after the request, or `ctx` where it must not.';

/** @param path how the function is reached; null when it has a context that does not fit */
export function tellLeft(
  fn: ThreadedFunction,
  why: LeftCall['why'],
  left: readonly LeftCall[],
  path: CallPath | null,
): Told {
  const calls = count(left);
  switch (why) {
    case 'none':
      return noContext(
        fn,
        calls,
        path,
        left.every((call) => call.isAlone),
      );
    case 'goroutine':
      return {
        code: 'outlives-request',
        message: `${calls} in \`${fn.label}\` runs in a goroutine that may outlive the request. ${OUTLIVES}`,
        help: DETACH,
      };
    case 'deferred':
      return {
        code: 'deferred-call',
        message: `${calls} in \`${fn.label}\` is deferred. ${OUTLIVES}`,
        help: DETACH,
      };
    case 'kept':
      return {
        code: 'kept-callback',
        message: `${calls} in \`${fn.label}\` stands in a function that is kept or handed on, and may be called later. ${OUTLIVES}`,
        help: 'Give that function a `ctx context.Context` parameter, or pass `ctx` by hand when it is called at once.',
      };
    case 'narrow':
    case 'unknown':
      return {
        code: 'unfit-context',
        message: `${calls} in \`${fn.label}\` could only take a context that ${
          why === 'narrow' ? 'ends before the request does' : 'comes from elsewhere, and may end early'
        }.`,
        help: 'Pass the context that it should end with by hand.',
      };
    case 'interface': {
      const [{ lacks } = { lacks: undefined }] = left;
      return {
        code: 'interface-without-context',
        message: `${calls} in \`${fn.label}\` goes through the interface \`${lacks?.type}\`, which has no \`${lacks?.variant}\`.`,
        help: `Add \`${lacks?.variant}\` to \`${lacks?.type}\` and to what implements it, then run again.`,
      };
    }
  }
}

function noContext(fn: ThreadedFunction, calls: string, path: CallPath | null, isAlone: boolean): Told {
  const so = isAlone ? 'it gets no span' : 'its spans begin traces of their own';
  const none = `${calls} in \`${fn.label}\`: no context of a request is in scope, so ${so}.`;
  if (path?.kind !== 'path') {
    return {
      code: 'no-context-in-scope',
      message: `${none} No caller with one was found.`,
      help: `Give \`${fn.label}\` a first parameter \`ctx context.Context\`, pass the request’s context down to it, then run again.`,
    };
  }
  const chain = path.names.join(' → ');
  const below = path.names.slice(1).map((name) => `\`${name}\``);
  return {
    code: 'no-context-in-scope',
    message: `${none} It could come by \`${chain}\`.`,
    help: `Give ${below.join(', ')} a first parameter \`ctx context.Context\`, pass \`${path.context}\` at ${path.file}:${path.line}, then run again.`,
  };
}

/** `Query and 2 more calls (lines 12, 15, 18)`. */
function count(left: readonly LeftCall[]): string {
  const [first] = left;
  const lines = [...new Set(left.map(({ line }) => line))];
  const more = left.length - 1;
  const others = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'call' : 'calls'}`;
  return `\`${first?.name}\`${others}${lines.length > 1 ? ` (lines ${lines.join(', ')})` : ''}`;
}
