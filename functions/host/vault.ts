import type { KMSClientConfig } from '@aws-sdk/client-kms'

/** 保险柜. Encrypts small secrets for one account, or under one name; another's, or a copied one, does not open. */
export interface Vault {
  seal(account: string, secret: Buffer): Promise<string>
  open(account: string, sealed: string): Promise<Buffer>
}

/**
 * The vault under a key of the key service: the key never leaves it, and each opening is in its own log. The client is
 * loaded when somebody signs in: most calls never need it.
 */
export function vaultOf(key: string, purpose: 'totp' | 'person', config: KMSClientConfig = {}): Vault {
  let loading: ReturnType<typeof clientOf> | undefined
  const loaded = () => (loading ??= clientOf(config))
  const context = (account: string) => ({ EncryptionContext: { purpose, account } })
  return {
    seal: async (account, secret) => {
      const { kms, EncryptCommand } = await loaded()
      const ask = new EncryptCommand({ KeyId: key, Plaintext: secret, ...context(account) })
      return Buffer.from((await kms.send(ask)).CiphertextBlob ?? []).toString('base64')
    },
    open: async (account, sealed) => {
      const { kms, DecryptCommand } = await loaded()
      const CiphertextBlob = Buffer.from(sealed, 'base64')
      const ask = new DecryptCommand({ KeyId: key, CiphertextBlob, ...context(account) })
      return Buffer.from((await kms.send(ask)).Plaintext ?? [])
    },
  }
}

async function clientOf(config: KMSClientConfig) {
  const { KMSClient, EncryptCommand, DecryptCommand } = await import('@aws-sdk/client-kms')
  return { kms: new KMSClient(config), EncryptCommand, DecryptCommand }
}
