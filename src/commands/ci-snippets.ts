/** What `instrument init --ci <system>` prints. `--no-install` keeps npx to the version that the project depends on. */
export const ciSnippets: ReadonlyMap<string, string> = new Map([
  [
    'github',
    `# .github/workflows/instrument.yml
name: instrumentation
on: [pull_request]
permissions:
  contents: read
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npx --no-install instrument lint --since "origin/$GITHUB_BASE_REF" --format github
      - run: npx --no-install instrument scan -o markdown:scan.md -o json:scan.json
      - run: cat scan.md >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        with:
          name: instrumentation
          path: scan.json
`,
  ],
  [
    'gitlab',
    `# a job for .gitlab-ci.yml
instrumentation:
  stage: test
  image: node:22
  variables:
    GIT_DEPTH: "0"
  script:
    - npm ci
    - npx --no-install instrument lint --since "origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME" -o text:- -o gitlab:codequality.json
    - npx --no-install instrument scan -o text:- -o html:scan.html -o json:scan.json
  artifacts:
    when: always
    reports:
      codequality: codequality.json
    expose_as: instrumentation
    paths:
      - scan.html
      - scan.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
`,
  ],
]);
