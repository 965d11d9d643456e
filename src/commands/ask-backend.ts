/** Back ends of telemetry that flags name. */
import { type Backend, BackendError, type BackendFailure, backendAt } from '../backends/http-client.js';
import { InstrumentError } from '../errors/instrument-error.js';

const HELP: Readonly<Record<BackendFailure, string>> = {
  unreachable: 'check the URL and that this machine reaches it, or leave the flag out',
  timeout: 'ask for less with `--since`, or leave the flag out',
  tls: 'point NODE_EXTRA_CA_CERTS to the certificate of its authority',
  refused: "give what it asks for with `--header 'Authorization: Bearer …'` or `--header 'X-Scope-OrgID: …'`",
  'not-json':
    'give the base URL: for Mimir it ends in /prometheus, for Tempo it is that of the query frontend',
};

/** Asks a back end that a flag names; throws an InstrumentError when it gives no answer. @returns null without a URL */
export async function askBackend<T>(
  name: string,
  url: string | undefined,
  headers: readonly string[],
  question: (backend: Backend) => Promise<T>,
): Promise<T | null> {
  if (url === undefined) return null;
  try {
    return await question(backendAt(url, headers));
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const shown = url.replace(/\/\/[^@/]*@/, '//');
    throw InstrumentError.of(
      'no-live-figures',
      { name, url: shown, reason: error.message, help: HELP[error.kind] },
      { cause: error },
    );
  }
}

const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of a range such as `1h`; throws for what is none. */
export function secondsOf(range: string): number {
  const [, number, unit = ''] = /^([1-9]\d{0,3})([mhdw])$/.exec(range) ?? [];
  const factor = SECONDS[unit];
  if (number === undefined || factor === undefined) throw InstrumentError.of('wrong-range', { value: range });
  return Number(number) * factor;
}
