import type { GoSkipCode } from '#src/model/go-skip-codes.js';
import type { GoHelper, GoWrap } from '#src/model/go-wrap.js';

/**
 * A router that takes middleware after its construction: `r.Use(…)`, or a helper where no statement can stand.
 * @param middleware what `Use` gets; `$` is the router
 * @param helpers those that it mentions
 */
export function useMiddleware(
  name: string,
  type: string,
  middleware: string,
  helpers: readonly GoHelper[] = [],
): GoWrap {
  const helper: GoHelper = {
    name,
    text: `
// @@ adds tracing as the first middleware.
func @@(router ${type}) ${type} {
	router.Use(${middleware.replaceAll('$', 'router')})
	return router
}`,
    uses: helpers,
  };
  return { kind: 'use', statement: `$.Use(${middleware})`, helper, helpers };
}

export function leftToUser(code: GoSkipCode | 'unsupported-version', message: string, help: string): GoWrap {
  return { kind: 'skip', code, message, help };
}
