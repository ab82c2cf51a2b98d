"""Domain in, folium out."""
