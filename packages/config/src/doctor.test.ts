import { describe, expect, test } from 'vitest'
import { surveyEnvironment } from './doctor.ts'

const secret = 'Zt3m9qkV1sXw7RbYp5LcN8dFhG2jK4aE'

describe('a survey of an environment', () => {
  test('keeps what can be read, and names the rest without its value', () => {
    const survey = surveyEnvironment({
      NODE_ENV: 'production',
      JWT_SECRET: 'changeme',
      PORT: '4000',
      RATE_LIMIT_MAX: 'x',
    })
    expect(survey.mode).toBe('production')
    expect(survey.values).toMatchObject({ PORT: 4000, RATE_LIMIT_WINDOW: 60, EGRESS_ALLOWED_CIDRS: [] })
    expect(survey.values).not.toHaveProperty('JWT_SECRET', 'changeme')
    const names = survey.invalid.map(({ variable }) => variable)
    expect(names.sort()).toEqual(['DATABASE_URL', 'ENCRYPTION_KEY', 'JWT_SECRET', 'OPERATOR_API_KEY', 'RATE_LIMIT_MAX'])
    expect(JSON.stringify(survey.invalid)).not.toContain('changeme-')
  })

  test('says what production would refuse', () => {
    const weak = { DATABASE_URL: 'postgres://db/g5', JWT_SECRET: 'a'.repeat(40), ENCRYPTION_KEY: secret }
    const survey = surveyEnvironment(weak)
    expect(survey.invalid).toEqual([])
    expect(survey.refusedInProduction).toEqual(['JWT_SECRET', 'OPERATOR_API_KEY'])
  })

  test('says where backups are kept, where that can be read', () => {
    expect(surveyEnvironment({ BACKUP_S3_BUCKET: 'backups' }).backupPlace).toMatchObject({
      bucket: { name: 'backups' },
    })
    expect(surveyEnvironment({}).backupPlace).toEqual({ directory: '/var/backups/g5-core' })
    expect(surveyEnvironment({ BACKUP_S3_REGION: 'eu-central-1' }).backupPlace).toBeUndefined()
  })

  test.each([
    ['2026-01-31', true],
    ['2026-02-30', false],
    ['31.1.2026', false],
  ])('DB_CREDENTIALS_ROTATED_AT=%s is a date: %s', (DB_CREDENTIALS_ROTATED_AT, valid) => {
    const { values, invalid } = surveyEnvironment({ DB_CREDENTIALS_ROTATED_AT })
    expect(values.DB_CREDENTIALS_ROTATED_AT).toBe(valid ? DB_CREDENTIALS_ROTATED_AT : undefined)
    expect(invalid.some(({ variable }) => variable === 'DB_CREDENTIALS_ROTATED_AT')).toBe(!valid)
  })
})
