export { countForgeRecords, forgeTables, saveForgeRecords } from './facts/service.ts'
