/** Why a site is left alone. */
import type { GoIntegration } from '#src/model/integration.js';
import type { PlannedSite } from './planned-site.js';

export interface Refusal {
  code: string;
  message: string;
  help: string;
}

export function refusal(
  code: string,
  message: string,
  help = 'Instrument it by hand, or change the code and run again.',
): Refusal {
  return { code, message, help };
}

/** @param why it cannot be rewritten */
export function unplaced(why: string): Refusal {
  return {
    code: 'unusual-construction',
    message: `The construction cannot be rewritten: ${why}.`,
    help: 'Instrument it by hand as the page of its integration shows: `instrument explain <integration>`.',
  };
}

export function manual(integration: GoIntegration): Refusal {
  return {
    code: 'manual',
    message: `${integration.title}: ${integration.manual ?? 'There is no rewrite for it yet.'}`,
    help: integration.instrumentation
      ? `Use \`${integration.instrumentation}\`; see \`instrument explain ${integration.id}\`.`
      : `See \`instrument explain ${integration.id}\`.`,
  };
}

export function instrumentedElsewhere({ covered }: PlannedSite): Refusal {
  return {
    code: 'instrumented-elsewhere',
    message: `In ${covered.map((s) => `\`${s}\``).join(', ')} this is instrumented by its caller; a change here would count it twice.`,
    help: 'Instrument it where the bare service calls it, as the other service does.',
  };
}
