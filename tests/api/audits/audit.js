// Prints what graphql-http's audits say of the server whose address is given, as a JSON list of [name, verdict, reason].
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
console.log(JSON.stringify(results.map((result) => [result.name, result.status, result.reason ?? null])));
