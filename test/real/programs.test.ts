/**
 * Every program of fixtures/real/go, which nobody instrumented, is applied, built, started against real servers and called;
 * the spans that it sends have to be those that its expectation names, and no others.
 */
import { GO_PROGRAMS } from './harness/expectation.js';
import { applyAndBuild } from './harness/go-module.js';
import { prove } from './harness/prove.js';

prove(GO_PROGRAMS, applyAndBuild);
