// The peer: @neo4j/graphql behind Apollo Server, set up as its documentation advises for production.
// Environment: PORT, NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD. Prints one line when it answers.
import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const { PORT, NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD), {
  telemetryDisabled: true,
});
const graph = new Neo4jGraphQL({
  driver,
  typeDefs: readFileSync(new URL("typeDefs.graphql", import.meta.url), "utf8"),
  features: {
    excludeDeprecatedFields: {
      mutationOperations: true,
      aggregationFilters: true,
      aggregationFiltersOutsideConnection: true,
      relationshipFilters: true,
      attributeFilters: true,
    },
  },
});
// Parsed and validated documents stay in Apollo's own bounded store; nothing is reported to anybody.
const server = new ApolloServer({ schema: await graph.getSchema(), introspection: false });
const sessionConfig = { database: "neo4j", defaultAccessMode: "READ" };
const { url } = await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: Number(PORT) },
  context: async () => ({ sessionConfig }),
});
console.log(url);
