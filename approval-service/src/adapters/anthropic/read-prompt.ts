/** The published prompt file, read once. */
import { readFileSync } from 'node:fs';

const FILE = new URL('../../../prompts/analyse-ticket.md', import.meta.url);

/** Text of the prompt file, its version in the first line. Throws where the installation lacks it. */
export function readPromptFile(): string {
  return readFileSync(FILE, 'utf8');
}
