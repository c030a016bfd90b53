export type TemplateArgs = Readonly<Record<string, string | number>>;

/**
 * Fills "{{ name }}" in one pass. The stock resolver of @solid-primitives/i18n replaces argument by argument with
 * String.replace, so a patient called "$&", or one whose words contain "{{ name }}", would change the sentence.
 */
export function fillTemplate(template: string, args: TemplateArgs | undefined): string {
  return template.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (whole, name: string) => {
    const value = args && Object.prototype.hasOwnProperty.call(args, name) ? args[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}
