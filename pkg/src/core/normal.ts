import { normal } from 'shodaku-core';
import { Remembered } from './remembered.js';

const normals = new Remembered<string>();

/** The normal form of a text, which two texts that are the same share. For use within `guarded` only. */
export function normalOf(text: string): string {
  return normals.of(text, normal);
}
