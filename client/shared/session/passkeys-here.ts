/** Whether this browser knows passkeys at all. Tiny: pages ask it before they load what makes and shows one. */
export const knowsPasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && globalThis.isSecureContext;
