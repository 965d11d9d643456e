import type { GoHelper, GoWrapSite } from '#src/model/go-wrap.js';
import { at, otelsarama } from './packages.js';

/** A function with the signature of a producer's constructor; null for what makes no producer. */
export function saramaHelper(site: GoWrapSite): GoHelper | null {
  const found = /^New(Sync|Async)Producer(FromClient)?$/.exec(site.symbol);
  if (!found) return null;
  const kind = found[1]!;
  const sarama = at(site.package);
  const parameters = found[2] ? `client ${sarama}.Client` : `addrs []string, config *${sarama}.Config`;
  const given = found[2] ? 'client' : 'addrs, config';
  const config = found[2] ? 'client.Config()' : 'config';
  // Without a configuration sarama makes its own, which the wrapper has to know.
  const returns = kind === 'Sync' ? '\n\t\tconfig.Producer.Return.Successes = true' : '';
  const absent = found[2] ? '' : `\tif config == nil {\n\t\tconfig = ${sarama}.NewConfig()${returns}\n\t}\n`;
  return {
    name: `newTraced${kind}Producer${found[2] ?? ''}`,
    text: `
// @@ is sarama.${site.symbol} with a span for every message sent.
func @@(${parameters}) (${sarama}.${kind}Producer, error) {
${absent}	producer, err := ${sarama}.${site.symbol}(${given})
	if err != nil {
		return nil, err
	}
	return ${otelsarama}.Wrap${kind}Producer(${config}, producer), nil
}`,
  };
}
