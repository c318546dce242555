import { implement } from '@orpc/server'
import { uploadsContract } from '#shared/accounts/contract'
import type { Call } from '#functions/host/context'
import type { Uploads } from '#functions/store/uploads'

const os = implement(uploadsContract).$context<Call>()

/** 上传. Signs addresses; the bytes never pass through here. */
export const uploadsRouter = (uploads: Pick<Uploads, 'sign'>) =>
  os.router({
    sign: os.sign.handler(({ input, context }) => uploads.sign(input.upload, input.bytes, context.now)),
  })
