/** What a path says of the purpose of the code below it. */

const TEST =
  /(^|\/)(tests?|testing|specs?|e2e|testdata|fixtures|__tests__|acceptance|[\w.-]*[-_.](unit|integration|e2e|acceptance|functional)?[-_.]?tests?|tests?[-_][\w-]+|androidTest)(\/|$)/i;
const EXAMPLE =
  /(^|\/)(examples?|samples?|demos?|tutorials?|docs?|documentation|templates?|cookbooks?|benchmarks?|playground)(\/|$)/i;
const TOOL =
  /(^|\/)(scripts?|tools?|hack|\.?ci|\.github|\.circleci|devtools|dev|ops|infra|utils|migrations?)(\/|$)/i;

export function isTestPath(path: string): boolean {
  return TEST.test(path);
}

export function isExamplePath(path: string): boolean {
  return EXAMPLE.test(path);
}

export function isToolPath(path: string): boolean {
  return TOOL.test(path);
}
