import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms'

/** 保险柜. Encrypts small secrets for one account; another account's, or a copied one, does not open. */
export interface Vault {
  seal(account: string, secret: Buffer): Promise<string>
  open(account: string, sealed: string): Promise<Buffer>
}

/** The vault under a key of the key service: the key never leaves it, and each opening is in its own log. */
export function vaultOf(key: string, kms: KMSClient = new KMSClient()): Vault {
  const context = (account: string) => ({ EncryptionContext: { purpose: 'totp', account } })
  return {
    seal: async (account, secret) => {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({ KeyId: key, Plaintext: secret, ...context(account) }),
      )
      return Buffer.from(CiphertextBlob ?? []).toString('base64')
    },
    open: async (account, sealed) => {
      const CiphertextBlob = Buffer.from(sealed, 'base64')
      const { Plaintext } = await kms.send(new DecryptCommand({ KeyId: key, CiphertextBlob, ...context(account) }))
      return Buffer.from(Plaintext ?? [])
    },
  }
}
