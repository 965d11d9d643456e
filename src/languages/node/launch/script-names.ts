/** What the name of a script says of what it does. */

/** Scripts that are for building, checking and maintaining, by the first or last part of their name. */
const MAINTENANCE =
  /(?:^|[:_-])(?:test|tests|e2e|cy|cypress|playwright|lint|format|fmt|check|types?|typecheck|tsc|build|compile|bundle|clean|prepare|prepack|install|pre\w+|post\w+|release|publish|version|deploy|migrat\w*|migration\w*|seed\w*|generate\w*|gen|codegen|schema|db|prisma|drizzle|script|scripts|bench\w*|coverage|docs?|storybook|example\w*|demo|mock\w*|fixtures?|setup|init|create\w*|drop\w*|reset|backup|import|export|analy[sz]e|graph|deps|update|upgrade|i18n|css|assets|icons?|email|proto\w*|swagger|openapi|client|changeset|husky|commit\w*|size|docker|tunnel|kill|stop|debug-test|repl|cli|console|shell)(?:$|[:_-])/i;
const SERVING = /^(?:start|serve|server|dev|develop|prod|production|worker|api|run)\b/i;

/** Whether a script may start a service, by its name. */
export function mayServe(name: string): boolean {
  return (
    (SERVING.test(name) && !/(?:^|[:_-])(?:test|e2e|mock|storybook|docs?)(?:$|[:_-])/i.test(name)) ||
    !MAINTENANCE.test(name)
  );
}
