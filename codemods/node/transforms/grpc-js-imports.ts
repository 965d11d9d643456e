/**
 * `import grpc from '@grpc/grpc-js'` → `import * as grpc from '@grpc/grpc-js'` in ES modules: the instrumentation of gRPC
 * clients does not see the default import. Runs under jscodeshift alone, and in `instrument apply --layer 2`.
 */
import { namespaceImports } from '#src/languages/node/rewrite/code/namespace-imports.js';
import { jscodeshiftTransform } from './jscodeshift.js';

export default jscodeshiftTransform((file) =>
  namespaceImports(file, '@grpc/grpc-js').map(({ edit }) => edit),
);
