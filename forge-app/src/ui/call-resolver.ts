/** Calls a resolver function from the browser. Rejects when the platform cannot reach it. */
import { invoke } from '@forge/bridge';

/** `invoke` is typed as the value or the value with rate-limit facts; without asking for those it is the value. */
export async function callResolver<T>(name: string, payload: object = {}): Promise<T> {
  return (await invoke(name, { ...payload })) as T;
}
