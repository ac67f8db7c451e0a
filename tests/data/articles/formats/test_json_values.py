from data.articles.formats.json_values import flat


def test_objects_inside_are_named_with_a_dot_and_lists_are_one_value():
    given = {
        "source": {"id": None, "name": "BBC"},
        "authors": ["A. B.", "C. D."],
        "images": [{"url": "x"}],
        "likes": 4,
        "score": 2.0,
    }
    assert flat(given) == {
        "source.id": "",
        "source.name": "BBC",
        "authors": "A. B., C. D.",
        "images": "",
        "likes": "4",
        "score": "2",
    }


def test_only_three_levels_are_read():
    assert flat({"a": {"b": {"c": "x", "d": {"e": "y"}}}}) == {"a.b.c": "x"}


def test_a_feature_of_geojson_is_its_properties_and_its_point():
    given = {
        "type": "Feature",
        "id": 7,
        "properties": {"text": "Fires in Kherson."},
        "geometry": {"type": "Point", "coordinates": [32.617, 46.635, 0]},
    }
    assert flat(given) == {
        "text": "Fires in Kherson.",
        "id": "7",
        "longitude": "32.617",
        "latitude": "46.635",
    }


def test_no_more_than_2000_names_are_read():
    assert len(flat({str(n): n for n in range(5000)})) == 2000
