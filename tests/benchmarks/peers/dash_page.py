"""The page of the comparison in Dash: 20,000 incidents, a date filter, points, two charts, a table."""

import sys

import plotly.express as px
from dash import Dash, Input, Output, callback, dash_table, dcc, html
from peers_data import PERIODS, counted, incidents

rows = incidents()
app = Dash(__name__, serve_locally=True)
app.layout = html.Div(
    [
        html.H1("Incidents"),
        dcc.RadioItems(list(PERIODS), next(iter(PERIODS)), id="period"),
        html.P(id="bottom-line"),
        dcc.Graph(id="points"),
        dcc.Graph(id="weeks"),
        dcc.Graph(id="districts"),
        dash_table.DataTable(id="rows", page_size=25),
    ]
)


@callback(
    Output("bottom-line", "children"),
    Output("points", "figure"),
    Output("weeks", "figure"),
    Output("districts", "figure"),
    Output("rows", "data"),
    Input("period", "value"),
)
def shown(period):
    kept, weeks, districts = counted(rows, period)
    return (
        f"Bottom line: {len(kept):,} incidents",
        px.scatter(kept, x="longitude", y="latitude", render_mode="webgl"),
        px.bar(weeks, x="week", y="incidents"),
        px.bar(districts, x="incidents", y="district"),
        kept.head(500).to_dict("records"),
    )


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
