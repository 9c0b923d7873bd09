// Starts GraphiQL on this server's own endpoint.
const QUESTION = `# 营商图谱 · Yingshang Graph
# 各城市的文件，及其前三条措施 · The plans of each city, with their first three measures
{
  cities(filter: { hasDocuments: true }) {
    nodes {
      name
      documents { nodes { title measures(first: 3) { totalCount nodes { heading } } } }
    }
  }
}
`;
ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: QUESTION,
  }),
);
