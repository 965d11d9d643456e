/** Why `apply` leaves a call without the context of a request; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const contextSkipCodes = {
  'no-context-in-scope': {
    title: 'A call that makes a span has no context of a request in scope',
    why: 'A span joins a trace through the `context.Context` that it is given. Here none is in scope, so the span begins a trace of its own. The message names the way from the nearest caller that has one.',
    help: 'Give each function on that way a first parameter `ctx context.Context`, pass it down, and run `instrument apply` again.',
  },
  'outlives-request': {
    title: 'The call runs in a goroutine that may outlive the request',
    why: 'A request’s context is cancelled when the request is over, and would take the work in the goroutine with it.',
    help: 'Pass `context.WithoutCancel(ctx)` (Go 1.21) where the work must go on, or `ctx` where it must not.',
  },
  'deferred-call': {
    title: 'The call is deferred',
    why: 'It often cleans up, and has to work even when the context of the request is cancelled already.',
    help: 'Pass `context.WithoutCancel(ctx)` (Go 1.21), or `ctx` where it may be left out on cancellation.',
  },
  'kept-callback': {
    title: 'The call stands in a function that may be called later',
    why: 'The function is stored or handed to code that may keep it, so it may run when the request is over.',
    help: 'Give that function a `ctx context.Context` parameter, or pass `ctx` by hand when it is called at once.',
  },
  'unfit-context': {
    title: 'The only context in scope may end before the request does',
    why: 'It has a timeout or a cancel function, or comes from code that does not tell. With it, a call that ran to its end before could be cut short.',
    help: 'Pass the context that the call should end with by hand.',
  },
  'interface-without-context': {
    title: 'The call goes through an interface that has no variant with a context',
    why: 'The method is one of an interface of your own. Its implementations would have to change with it.',
    help: 'Add the method that takes a context to the interface and to what implements it, then run `instrument apply` again.',
  },
} as const satisfies Record<string, DiagnosticText>;
