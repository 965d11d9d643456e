/** GET requests for JSON to a back end of telemetry, with errors that say what to do. */

export interface Backend {
  /** Base URL without credentials and without a slash at its end. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

export type BackendFailure = 'unreachable' | 'timeout' | 'tls' | 'refused' | 'not-json';

/** Why a back end gives no answer. */
export class BackendError extends Error {
  readonly kind: BackendFailure;

  constructor(kind: BackendFailure, message: string) {
    super(message);
    this.name = 'BackendError';
    this.kind = kind;
  }
}

const TIMEOUT = 15_000;

/**
 * Takes user and password out of the URL, which `fetch` does not allow, and makes a header of them.
 * @param headers as `Name: value`
 * @throws BackendError for a header or a URL that is none
 */
export function backendAt(url: string, headers: readonly string[]): Backend {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new BackendError('unreachable', `\`${url}\` is no http or https URL`);
  const own: Record<string, string> = {};
  if (parsed.username !== '') {
    const credentials = `${decodeURIComponent(parsed.username)}:${decodeURIComponent(parsed.password)}`;
    own.Authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }
  for (const header of headers) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(header) ?? [];
    if (name === undefined || value === undefined)
      throw new BackendError(
        'unreachable',
        `\`${header.split(/[:\s]/)[0]}\` is no header: write \`Name: value\``,
      );
    own[name] = value;
  }
  parsed.username = '';
  parsed.password = '';
  parsed.search = '';
  return { url: parsed.href.replace(/\/+$/, ''), headers: own };
}

/**
 * @param path with its query, beginning with a slash
 * @param timeout milliseconds
 * @throws BackendError
 */
export async function getJson({ url, headers }: Backend, path: string, timeout = TIMEOUT): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}${path}`, {
      headers: { accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(timeout),
    });
    text = await response.text();
  } catch (error) {
    throw networkError(error, timeout);
  }
  if (!response.ok) throw new BackendError('refused', `it answers ${response.status}${detailOf(text)}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new BackendError('not-json', 'it answers something other than JSON: is this the right path?');
  }
}

function networkError(error: unknown, timeout: number): BackendError {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new BackendError('timeout', `it gives no answer within ${timeout / 1000} s`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/CERT|TLS|SSL|ERR_TLS|SELF_SIGNED|UNABLE_TO/.test(code))
    return new BackendError('tls', `its certificate is not trusted (${code})`);
  return new BackendError('unreachable', message || code || 'the connection fails');
}

/** The first line of an answer, for people: an HTML page says nothing. */
function detailOf(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line === '' || line.startsWith('<') ? '' : `: ${line.slice(0, 200)}`;
}
