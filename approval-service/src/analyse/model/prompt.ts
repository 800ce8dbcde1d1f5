/**
 * The prompt: a readable, versioned file that holds no secret and no ticket. Its version stands in every decision; a test
 * pins the version to the text, so that neither changes without the other.
 */
import { fillPrompt } from './catalogue-text.ts';

/** A prompt ready to be sent. */
export interface Prompt {
  version: string;
  /** The static part: the same bytes for every ticket, so that it can be cached. */
  text: string;
}

/** Reads a prompt file. Throws where its first line names no version or a place for the catalogue is missing. */
export function parsePrompt(file: string): Prompt {
  const [first = '', ...rest] = file.split('\n');
  const version = /^version: (\d{4}-\d{2}-\d{2}\.\d{1,3})$/.exec(first.trim())?.[1];
  if (version === undefined) throw new Error('the first line of the prompt names no version');
  return { version, text: fillPrompt(rest.join('\n').trim()) };
}
