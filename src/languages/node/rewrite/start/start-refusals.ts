/** Why a start is left alone. */
import { type NodeSkipCode, nodeSkipCodes } from '#src/model/node-skip-codes.js';
import type { NodeRefusal } from '../node-service.js';

export interface StartPlace {
  file: string;
  line: number;
  title: string;
}

export function refuseStart(code: NodeSkipCode, place: StartPlace, why: string, help?: string): NodeRefusal {
  const { file, line, title } = place;
  return { code, file, line, message: `${capital(title)} ${why}`, help: help ?? nodeSkipCodes[code].help };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
