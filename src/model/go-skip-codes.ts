/** Why `apply` leaves a server, client or message of a Go service alone; `instrument explain <code>` reads this table. */
import type { DiagnosticText } from './diagnostic-codes.js';

export const goSkipCodes = {
  'assigned-elsewhere': {
    title: 'A field that has to be wrapped is assigned in another place',
    why: 'What instruments the value goes into one of its fields. The field is assigned later, or made from its own earlier value, so that what is put into it at the construction may be lost, or wrapped twice.',
    help: 'Wrap the value where it is assigned, as the message shows.',
  },
  'generated-file': {
    title: 'The file is generated',
    why: 'A file with the line `Code generated … DO NOT EDIT.` is written anew by its generator, and a change in it would be lost.',
    help: 'Change what generates it, or instrument the value where your own code takes it.',
  },
  'handler-unknown': {
    title: 'What a server hands its requests to cannot be told',
    why: 'Around a router that is instrumented itself, a second instrumentation would make two spans of every request. Whether there is one does not follow from the code here.',
    help: 'Wrap the handler by hand where it is assigned: `otelhttp.NewHandler(handler, "server")`, unless a router in it has a middleware of OpenTelemetry.',
  },
  'has-monitor': {
    title: 'The client has a monitor already',
    why: 'The driver takes one monitor of commands. Another would replace the one that the code sets.',
    help: 'Call the monitor of `otelmongo` from your own.',
  },
  'instrumented-elsewhere': {
    title: 'Another service instruments the same code from outside',
    why: 'The place is shared by several services, and one of them instruments what it gets from it. A change here would count its requests twice.',
    help: 'Instrument it where the bare service calls it, as the other service does.',
  },
  'made-elsewhere': {
    title: 'It works over a value that is made elsewhere',
    why: 'The calls go through a connection that is opened somewhere else; the spans belong there, or they come twice.',
    help: 'Instrument the value where it is opened, as the message shows.',
  },
  manual: {
    title: 'There is no rewrite for this library',
    why: 'No instrumentation library is maintained for it, or none that can be put in without knowing more than the code says.',
    help: 'See what `instrument explain <integration>` says of it; Layer 1 sees its calls in the meantime.',
  },
  'several-routers': {
    title: 'The service makes several routers',
    why: 'Whether one of them is mounted in another does not follow from the code. A middleware in both would make two spans of every request.',
    help: 'Add the middleware by hand to the outermost router only.',
  },
  'shared-client': {
    title: 'The client is shared by the whole program',
    why: '`http.DefaultClient` belongs to every package of the program, libraries too. Here the program changes it, or the calls take no context, so that a wrapped copy would not do what it does.',
    help: 'Make a client of your own with `Transport: otelhttp.NewTransport(http.DefaultTransport)`, and requests by `http.NewRequestWithContext`.',
  },
  'transport-type': {
    title: 'The code needs the transport to be of one type',
    why: 'It asserts the type of a `Transport`, or sets it up by its fields. A transport that is wrapped has another type, and the assertion would fail.',
    help: 'Keep the `*http.Transport` in a variable of its own, set that up, then wrap it with `otelhttp.NewTransport`.',
  },
  'unknown-version': {
    title: 'The major version of the library is not known',
    why: 'What instruments a library is made for certain major versions of it. A newer one may have other types.',
    help: 'Add the instrumentation by hand, or go back to a version that the page of the integration names.',
  },
  'unusual-construction': {
    title: 'It is made in a way that is not rewritten',
    why: 'The construction is no plain call or literal with arguments that can be read, so that a change might alter what it does.',
    help: 'Instrument it by hand as the page of its integration shows (`instrument explain <integration>`), or make it plainly and run again.',
  },
  'unusual-use': {
    title: 'A message is sent or taken in a way that is not rewritten',
    why: 'Where the work on the message begins and ends has to be told, for its span lasts as long. Here it is handed on, stored, or worked on in several places.',
    help: 'Give the work on one message a function of its own, or write the span by hand around it.',
  },
} as const satisfies Record<string, DiagnosticText>;

export type GoSkipCode = keyof typeof goSkipCodes;
