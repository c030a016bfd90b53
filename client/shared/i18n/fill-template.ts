export type TemplateArgs = Readonly<Record<string, string | number>>;

/**
 * Fills "{{ name }}" in one pass. The stock resolver of @solid-primitives/i18n replaces argument by argument with
 * String.replace, so a patient called "$&", or one whose words contain "{{ name }}", would change the sentence.
 * `isolate`: what is filled in reads in its own direction and turns nothing round it (Unicode FSI … PDI).
 */
export function fillTemplate(template: string, args: TemplateArgs | undefined, isolate = false): string {
  return template.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) => {
    const value = args && Object.prototype.hasOwnProperty.call(args, name) ? args[name] : undefined;
    if (value === undefined) return whole;
    return isolate ? `\u2068${value}\u2069` : String(value);
  });
}
