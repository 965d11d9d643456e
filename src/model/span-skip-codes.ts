/** Why `apply --layer 3` leaves a flagged function without a span; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const spanSkipCodes = {
  'already-spanned': {
    title: 'The function starts a span already',
    why: 'A second span around the same work says nothing more, and doubles what is stored.',
    help: 'Add the attributes that you miss to the span that is there.',
  },
  'still-flagged': {
    title: 'The function is flagged still',
    why: 'A span that a comment or the configuration asks for would be put in again by the next apply.',
    help: 'Remove the comment, or the entry of `operations`, then run `apply --layer 3 --unflag` again.',
  },
  'span-not-ours': {
    title: 'The span is not as this tool writes it',
    why: 'It was written by hand, or changed since. Only what `apply` would put in again, to the letter, is taken out.',
    help: 'Take it out by hand.',
  },
  'trivial-function': {
    title: 'The function does too little for a span',
    why: 'A span costs more than a few assignments, and a trace full of them hides what matters. What a span is for are boundaries and business steps.',
    help: 'Flag the function that calls it, or leave it out.',
  },
  getter: {
    title: 'The function only gives a value',
    why: 'Reading a field takes nanoseconds; its span would take a microsecond and say nothing.',
    help: 'Put the value on the span of the caller, as an attribute.',
  },
  middleware: {
    title: 'The function is middleware',
    why: 'It wraps every request, and the span of the server is around it already. A span of its own would be a parent of everything that follows.',
    help: 'Use the instrumentation library of the framework (`instrument apply --layer 2`), or flag what the handler calls.',
  },
  'hot-path-method': {
    title: 'The method belongs to an interface that is called all the time',
    why: 'Methods such as `Read`, `Write`, `Less`, `String` or `MarshalJSON` are called by libraries, often thousands of times per request.',
    help: 'Flag the function that starts the work.',
  },
  iterator: {
    title: 'The function gives an iterator or a generator',
    why: 'Its work is done later, piece by piece, by whoever iterates: a span around the function would be over before.',
    help: 'Flag the function that iterates.',
  },
  'program-entry': {
    title: 'The function runs once for the whole program',
    why: '`main`, `init` and the like are no operation of a request. Their span would end with the program, or be lost.',
    help: 'Flag what it calls.',
  },
  'compiler-directive': {
    title: 'The function is special to the compiler',
    why: 'It has no body in Go, or is exported to C, linked by name or kept small on purpose: code in it may not compile, or cost too much.',
    help: 'Flag the function that calls it.',
  },
  'called-in-loop': {
    title: 'The function is called in a tight loop',
    why: 'One span for each turn makes traces that nobody can read and that cost much to keep.',
    help: 'Flag the function around the loop, and put the number of turns on its span.',
  },
  'long-running': {
    title: 'The function runs until the program ends',
    why: 'A span is sent when it ends. That of a worker or a server loop would never be.',
    help: 'Flag what is done in each turn of its loop.',
  },
  'no-context-for-span': {
    title: 'The function is given no context',
    why: 'A span finds its parent through the context. Without one it would begin a trace of its own, unconnected to the request.',
    help: 'In Go, `--thread-context` hands one down through functions that are not exported, or that stand in `internal` packages. Else give it a context by hand, or flag a call of it in a function that has one.',
  },
  'test-expects-context': {
    title: 'A test expects the context to be handed on as it is',
    why: 'A span has a context of its own, and what the function calls gets that one. A mock that is told to expect the other would fail the test.',
    help: 'Let the test accept any context (`gomock.Any()`, `mock.Anything`), then run again.',
  },
  'context-identity': {
    title: 'It matters which context the function is given',
    why: 'A span has a context of its own: where the function compares it with another, it would decide otherwise, and where it returns one, what follows would belong to a span that has ended. And where it may be nil, no span can begin with it, since OpenTelemetry would panic.',
    help: 'Give it a context always (`context.Background()` in tests) and let it compare what the context holds, then run again.',
  },
  'unclear-error-result': {
    title: 'How the function reports an error cannot be told',
    why: 'Several of its results are errors, or one has an error type of its own, which is not nil even where it holds nothing.',
    help: 'Write the span by hand, and record the error where it arises.',
  },
  'unclear-control-flow': {
    title: 'There is no place where the span could begin and end on every path',
    why: 'The flagged statement leaves the code around it, is part of a larger expression, or declares what its surroundings use in a way that could not be kept.',
    help: 'Move the call into a statement of its own (`result, err := call(…)`), and flag that.',
  },
  'unknown-attribute': {
    title: 'The expression of an attribute cannot be used there',
    why: 'It mentions a name that the function does not have at that place, or its type is no attribute’s.',
    help: 'Use parameters, the receiver, or for a flagged call its results.',
  },
  'unknown-operation': {
    title: 'An operation of the configuration is not found',
    why: '`operations:` names functions by name or glob. One that matches nothing was renamed, or misspelt.',
    help: 'Correct or remove the entry; methods are written `Type.Method`.',
  },
  'constructor-span': {
    title: 'The function is a constructor',
    why: 'Before `super()` there is no object, and fields are set by what stands around the body. A span inside would measure a part of it.',
    help: 'Flag what creates the object, or move the work into a method.',
  },
  'callback-style': {
    title: 'The function gives its result to a callback',
    why: 'It returns at once, and the work goes on. A span around the body would end before the callback is called.',
    help: 'Flag the function that awaits it, or let it return a promise (`util.promisify`).',
  },
  'lazy-result': {
    title: 'The function gives what does its work later',
    why: 'Queries run when somebody awaits them, streams and observables when somebody reads them. The span would be over before, and would hold nothing.',
    help: 'Make the function `async` and await the query in it, or flag the function that awaits or reads it.',
  },
  'literal-result': {
    title: 'The function returns one literal and has no return type of its own',
    why: 'Inside a span the type of the place is not seen: TypeScript would take the literal for any text or number, and refuse it.',
    help: 'Write the return type at the function itself, then run this again.',
  },
  'handled-promise': {
    title: 'The function handles the promise that it gives',
    why: 'It has taken care of the error itself, so that its callers may ignore what they are given. What a span gives follows from that promise: if it fails and nobody looks at it, Node.js ends the program.',
    help: 'Flag the function that does the work, or let this one be `async` and `await` it.',
  },
  'narrowed-parameter': {
    title: 'A parameter is given a value, and a function inside relies on it',
    why: 'TypeScript knows that the value is there only as long as it is given in the very function that the parameter belongs to. Inside a span it would ask whether it is there.',
    help: 'Give the value to a variable of its own (`const order = given ?? …`), then run this again.',
  },
  'redeclared-parameter': {
    title: 'A parameter is declared again with `var`',
    why: 'The second declaration keeps the value of the parameter, but only in the very same function. Inside a span it would be empty.',
    help: 'Give the variable another name, then run this again.',
  },
  'react-component': {
    title: 'The function is a component or a hook of React',
    why: 'It is called for every render, and hooks have to be called by the component itself.',
    help: 'Flag the function that loads the data.',
  },
  'browser-code': {
    title: 'The file runs in browsers or at the edge',
    why: 'There the SDK of Node.js is not loaded, so that the span would go nowhere.',
    help: 'Flag a function of the server.',
  },
  'generated-code': {
    title: 'The function is in generated code',
    why: 'The next run of the generator would take the span away.',
    help: 'Flag the function that calls it.',
  },
  'route-handler': {
    title: 'The function is a handler without a name',
    why: 'The span of the server has the name of its route already, and begins and ends with it.',
    help: 'Flag what the handler calls, or give the handler a name.',
  },
  'helper-needs-async': {
    title: 'The helper of this package is `async`, the function is not',
    why: 'The helper always gives a promise. A function that is not `async` would give its callers something else than before.',
    help: 'Let the helper return what the function returns when that is no promise, then run this again.',
  },
  'helper-not-in-image': {
    title: 'An image would be built without the helper',
    why: 'A Dockerfile copies files or directories one by one, and that of the helper is not among them. The program would not find it in the image.',
    help: 'Let the Dockerfile copy the file that the message names, too, or set `layer3.nodeSpans: inline`, then run this again.',
  },
  'old-typescript': {
    title: 'The TypeScript of the package cannot read the types of OpenTelemetry',
    why: 'The types of `@opentelemetry/api` need TypeScript 4.5 or newer.',
    help: 'Raise `typescript` in package.json, then run this again.',
  },
  'verbatim-commonjs': {
    title: 'The file is CommonJS, and its TypeScript is compiled as it is written',
    why: 'With `verbatimModuleSyntax` a CommonJS file has no `import`, and the helper has no `export`.',
    help: 'Make it an ES module, or write the span by hand with `import api = require(…)`.',
  },
  'loose-flag': {
    title: 'A comment asks for a span, and nothing below it can have one',
    why: '`instrument:span` flags the function that begins on the next line, in Go a call as well, in the code of a service. Anywhere else it has no meaning.',
    help: 'Move the comment right above a function, a method, or the statement that declares one.',
  },
} as const satisfies Record<string, DiagnosticText>;

export type SpanSkipCode = keyof typeof spanSkipCodes;
