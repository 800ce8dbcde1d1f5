/** Worker side of password hashing: bcrypt, cost 12, off the main thread. */
import { compare, hash } from 'bcryptjs';

const COST = 12;

/** `digest` is the 64-character pre-hash, so bcrypt's cut at 72 bytes never bites. */
export type HashTask = { digest: string; against?: string | undefined };

/** Hashes, or compares when `against` is given. */
export default async function run(task: HashTask): Promise<string | boolean> {
  return task.against === undefined ? hash(task.digest, COST) : compare(task.digest, task.against);
}
