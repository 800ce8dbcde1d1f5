/** Reads a script-free page as a browser would before sending its form. */

/** Names and values of the hidden fields. */
export function readForm(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const value = /\bvalue="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined && tag.includes('type="hidden"')) fields[name] = value ?? '';
  }
  return fields;
}
