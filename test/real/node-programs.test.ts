/** The same for the programs of fixtures/real/node, which are started by the commands that the apply changed. */
import { NODE_PROGRAMS } from './harness/expectation.js';
import { applyAndInstall } from './harness/node-packages.js';
import { prove } from './harness/prove.js';

prove(NODE_PROGRAMS, applyAndInstall);
